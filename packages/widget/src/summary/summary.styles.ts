import { css } from 'lit'

export const summaryStyles = css`
  :host {
    display: block;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  h3 {
    margin-bottom: 8px;
    font-size: var(--text);
    font-weight: 600;
  }
  dl {
    display: grid;
    gap: 8px;
  }
  dl > div {
    display: grid;
    grid-template-columns: 84px 1fr;
    gap: 12px;
  }
  dt {
    color: var(--muted);
    font-size: var(--small);
    line-height: 1.7;
  }
  dd {
    min-width: 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
`
