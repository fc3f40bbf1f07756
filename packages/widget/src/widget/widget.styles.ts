import { css } from 'lit'

export const widgetStyles = css`
  /* Inside a shadow root an important rule is stronger than the page's: a sweeping one of a site's must not take the chat
     away by accident. On purpose it is hidden with hidden. */
  @media screen {
    :host(:not([hidden])) {
      display: inline !important;
      visibility: visible !important;
      opacity: 1 !important;
      pointer-events: auto !important;
      transform: none !important;
      filter: none !important;
    }
  }
  section {
    color: var(--ink);
    font: 400 var(--text) / 1.5 system-ui, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif;
    text-autospace: normal;
    -webkit-font-smoothing: antialiased;
  }
  section:lang(zh) {
    line-height: 1.65;
  }
  section:lang(zh-TW) {
    font-family: system-ui, 'PingFang TC', 'HarmonyOS Sans TC', 'Noto Sans CJK TC', 'Microsoft JhengHei', sans-serif;
  }
  dialog {
    position: fixed;
    inset: auto;
    inset-block-end: calc(max(var(--baton-offset-block, 20px), env(safe-area-inset-bottom)) + 68px);
    inset-inline-end: max(var(--baton-offset-inline, 20px), env(safe-area-inset-right));
    z-index: var(--baton-z, 2147483000);
    flex-direction: column;
    width: min(392px, calc(100vw - 40px));
    max-width: none;
    height: min(704px, calc(100dvh - 104px));
    max-height: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
    color: inherit;
    opacity: 0;
    outline: none;
    transition:
      opacity var(--move) var(--ease),
      translate var(--move) var(--ease),
      display var(--move) allow-discrete,
      overlay var(--move) allow-discrete;
    translate: 0 12px;
  }
  dialog[open] {
    display: flex;
    opacity: 1;
    translate: 0 0;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      translate: 0 12px;
    }
  }
  /* Focus rests here only where nothing inside may take it, as on touch screens. */
  dialog:focus-visible {
    outline: none;
  }
  dialog::backdrop {
    background: none;
  }
  :host([hidden-launcher]) dialog {
    inset-block-end: max(var(--baton-offset-block, 20px), env(safe-area-inset-bottom));
  }
  baton-header,
  baton-composer,
  .strip {
    flex: none;
  }
  .unseen {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: pre-line;
  }
  @media (max-width: 480px) {
    dialog,
    :host([hidden-launcher]) dialog {
      inset: var(--free-top, 0) 0 auto;
      width: 100%;
      height: var(--free-height, 100dvh);
      padding-top: env(safe-area-inset-top);
      border: 0;
      border-radius: 0;
    }
    [aria-expanded='true']#launcher {
      display: none;
    }
  }
  @media (forced-colors: active) {
    dialog {
      border: 1px solid CanvasText;
    }
  }
`
