import { css } from 'lit'

export const queueCardStyles = css`
  :host {
    display: grid;
    gap: 2px;
    justify-items: start;
    padding: 14px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 500;
  }
  .place {
    font-size: var(--large);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .wait {
    font-variant-numeric: tabular-nums;
  }
  .next {
    margin: 6px 0 12px;
    color: var(--muted);
    font-size: var(--small);
  }
`
