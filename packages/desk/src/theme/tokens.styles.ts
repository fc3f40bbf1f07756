import { css } from 'lit'

/**
 * The desk's colours, sizes and times. Everything is derived from `--hue`; light and dark come from one declaration, so
 * that no colour can exist in only one of them. `theme.test.ts` measures the contrast of every pair for any hue.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --hue: 195;

    --ground: light-dark(oklch(0.966 0.005 var(--hue)), oklch(0.18 0.012 245));
    --surface: light-dark(oklch(0.988 0.003 var(--hue)), oklch(0.212 0.013 245));
    --raised: light-dark(oklch(1 0 0), oklch(0.248 0.014 245));
    --line: light-dark(oklch(0.905 0.007 230), oklch(0.32 0.014 245));
    --edge: light-dark(oklch(0.62 0.015 235), oklch(0.58 0.015 240));
    --ink: light-dark(oklch(0.25 0.02 250), oklch(0.94 0.008 235));
    --muted: light-dark(oklch(0.475 0.02 245), oklch(0.745 0.015 235));

    --brand: light-dark(oklch(0.49 0.085 var(--hue)), oklch(0.79 0.1 var(--hue)));
    --brand-strong: light-dark(oklch(0.43 0.08 var(--hue)), oklch(0.85 0.09 var(--hue)));
    --on-brand: light-dark(oklch(1 0 0), oklch(0.2 0.03 var(--hue)));
    --brand-soft: light-dark(oklch(0.945 0.028 var(--hue)), oklch(0.315 0.045 var(--hue)));
    --brand-ink: light-dark(oklch(0.37 0.07 var(--hue)), oklch(0.9 0.06 var(--hue)));

    --bot: light-dark(oklch(0.52 0.14 280), oklch(0.78 0.1 280));
    --bot-soft: light-dark(oklch(0.962 0.018 280), oklch(0.28 0.035 280));
    --queue: light-dark(oklch(0.6 0.12 70), oklch(0.82 0.12 80));
    --note-soft: light-dark(oklch(0.968 0.036 95), oklch(0.285 0.035 90));
    --note-line: light-dark(oklch(0.83 0.085 92), oklch(0.47 0.06 90));
    --note-ink: light-dark(oklch(0.42 0.075 80), oklch(0.89 0.07 92));

    --success: light-dark(oklch(0.49 0.11 155), oklch(0.8 0.12 155));
    --success-soft: light-dark(oklch(0.955 0.035 155), oklch(0.3 0.045 155));
    --warning: light-dark(oklch(0.49 0.1 65), oklch(0.85 0.11 82));
    --warning-soft: light-dark(oklch(0.955 0.045 85), oklch(0.32 0.05 75));
    --danger: light-dark(oklch(0.51 0.17 25), oklch(0.79 0.11 22));
    --danger-soft: light-dark(oklch(0.958 0.022 20), oklch(0.31 0.06 22));

    --small: 13px;
    --body: 15px;
    --large: 17px;
    --title: 22px;
    --leading: 1.5;
    --radius-panel: 12px;
    --radius-bubble: 10px;
    --radius-control: 8px;
    --fast: 120ms;
    --move: 240ms;
    --ease: cubic-bezier(0.3, 0.1, 0.2, 1);
    --shadow: 0 8px 28px light-dark(oklch(0.3 0.03 245 / 0.14), oklch(0 0 0 / 0.5));
    --gap: 12px;
    --row: 10px;
    --face: 34px;
    --font: system-ui, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif;

    font-family: var(--font);
    font-size: var(--body);
    line-height: var(--leading);
    color: var(--ink);
    text-autospace: normal;
  }

  :host(:lang(zh)) {
    --leading: 1.65;
  }

  :host(:lang(zh-TW)) {
    --font: system-ui, 'PingFang TC', 'HarmonyOS Sans TC', 'Noto Sans CJK TC', 'Microsoft JhengHei', sans-serif;
  }

  :host([scheme='light']) {
    color-scheme: light;
  }

  :host([scheme='dark']) {
    color-scheme: dark;
  }

  :host([density='compact']) {
    --body: 14px;
    --large: 16px;
    --gap: 8px;
    --row: 6px;
    --face: 26px;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --fast: 0ms;
      --move: 0ms;
    }
  }
`
