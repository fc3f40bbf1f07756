import { css } from 'lit'

/** What stands between the messages: greeting, replies, summary. */
export const cardStyles = css`
  .welcome {
    display: grid;
    gap: 6px;
    max-width: 36em;
  }
  .welcome p {
    color: var(--muted);
  }
  .welcome .hello {
    color: var(--ink);
    font-size: 22px;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: balance;
  }
  .starters,
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    list-style: none;
  }
  .starters {
    margin-top: 12px;
  }
  .options {
    margin-top: -6px;
  }
  .starters button,
  .options button {
    border-radius: 18px;
    padding-inline: 14px;
    color: var(--brand-ink);
    overflow-wrap: anywhere;
    text-align: start;
  }
  .summary {
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  .summary h3 {
    margin-bottom: 8px;
    font-size: var(--text);
    font-weight: 600;
  }
  .summary dl {
    display: grid;
    gap: 8px;
  }
  .summary dl > div {
    display: grid;
    grid-template-columns: 84px 1fr;
    gap: 12px;
  }
  .summary dt {
    color: var(--muted);
    font-size: var(--small);
    line-height: 1.7;
  }
  .summary dd {
    min-width: 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
`
