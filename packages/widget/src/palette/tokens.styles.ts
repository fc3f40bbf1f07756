import { css } from 'lit'

/** Colour, type and motion of the whole widget. Sites may set `color-scheme` on the element to hold it light or dark. */
export const tokens = css`
  :host {
    all: initial;
    color-scheme: light dark;

    /* As paletteOf gives it for no brand; a site's own is worked out in a chunk that others do not load. */
    --hue: 228.8;
    --chroma: 0.1;
    --brand: #006f92;
    --on-brand: #fff;
    --mark: light-dark(oklch(0.506 0.1 228.8), oklch(0.55 0.1 228.8));

    --ink: light-dark(oklch(0.25 0.02 var(--hue)), oklch(0.94 0.006 var(--hue)));
    --muted: light-dark(oklch(0.5 0.018 var(--hue)), oklch(0.74 0.012 var(--hue)));
    --surface: light-dark(oklch(0.995 0.002 var(--hue)), oklch(0.205 0.012 var(--hue)));
    --raised: light-dark(oklch(0.963 0.006 var(--hue)), oklch(0.268 0.014 var(--hue)));
    --line: light-dark(oklch(0.91 0.008 var(--hue)), oklch(0.33 0.014 var(--hue)));
    --edge: light-dark(oklch(0.63 0.014 var(--hue)), oklch(0.56 0.014 var(--hue)));
    --brand-ink: light-dark(oklch(0.46 var(--chroma) var(--hue)), oklch(0.82 calc(var(--chroma) * 0.75) var(--hue)));
    --brand-soft: light-dark(
      oklch(0.935 calc(var(--chroma) * 0.32) var(--hue)),
      oklch(0.35 calc(var(--chroma) * 0.5) var(--hue))
    );
    --success: light-dark(oklch(0.53 0.12 158), oklch(0.76 0.13 158));
    --warning: light-dark(oklch(0.64 0.13 65), oklch(0.8 0.12 75));
    --danger: light-dark(oklch(0.52 0.18 25), oklch(0.77 0.12 22));
    --shadow: 0 1px 2px oklch(0.2 0.02 var(--hue) / 0.08), 0 16px 48px oklch(0.2 0.03 var(--hue) / 0.2);

    --small: 13px;
    --text: 15px;
    --large: 17px;
    --ease: cubic-bezier(0.2, 0.7, 0.2, 1);
    --quick: 120ms;
    --move: 240ms;
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --quick: 0ms;
      --move: 0ms;
    }
  }
`

/** What nested parts share: they inherit the tokens and must not reset them. */
export const part = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 36px;
    margin: 0;
    padding: 0 12px;
    border: 1px solid transparent;
    border-radius: 8px;
    background: none;
    cursor: pointer;
    transition:
      background-color var(--quick) var(--ease),
      border-color var(--quick) var(--ease);
  }
  button.quiet {
    color: var(--brand-ink);
    font-size: var(--small);
    font-weight: 500;
  }
  button.quiet:hover {
    background: var(--raised);
  }
  button.outline {
    border-color: var(--edge);
    font-size: var(--small);
    font-weight: 500;
  }
  button.outline:hover {
    background: var(--raised);
  }
  button.solid {
    border-color: var(--mark);
    background: var(--brand);
    color: var(--on-brand);
    font-weight: 500;
  }
  button:disabled {
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--brand-ink);
    outline-offset: 2px;
  }
  svg {
    display: block;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  p,
  h2,
  h3,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
`

/** The baton: the short bar that marks who holds the session. */
export const batonBar = css`
  .baton {
    display: inline-block;
    flex: none;
    width: 14px;
    height: 4px;
    border-radius: 2px;
    background: var(--mark);
    forced-color-adjust: none;
  }
  .baton[data-holder='queue'] {
    background: var(--warning);
  }
  .baton[data-holder='agent'] {
    background: var(--success);
  }
`
