import { css } from 'lit'

export const panelStyles = css`
  .panel {
    position: absolute;
    top: calc(100% + 8px);
    right: 12px;
    width: min(380px, calc(100vw - 24px));
    max-height: calc(100dvh - 84px);
    overflow: auto;
    padding: 12px 16px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--raised);
    box-shadow: var(--shadow);
    font-size: var(--small);
  }

  .panel:focus-visible {
    outline: none;
  }

  .panel header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: 8px;
  }

  .panel h2 {
    font-size: var(--body);
    font-weight: 600;
  }

  .keys {
    display: grid;
    gap: 2px;
  }

  .keys div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding: 5px 0;
    border-top: 1px solid var(--line);
  }

  .keys dt {
    color: var(--muted);
  }

  .keys dd {
    white-space: nowrap;
  }

  .choices {
    display: grid;
    gap: 14px;
  }

  fieldset {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-bottom: 6px;
    color: var(--muted);
  }

  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .segments .button[aria-pressed='true'] {
    border-color: var(--brand);
    background: var(--brand-soft);
    color: var(--brand-ink);
  }

  .check {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  summary {
    margin-bottom: 6px;
    cursor: pointer;
  }
`
