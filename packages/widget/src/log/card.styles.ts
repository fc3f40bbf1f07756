import { css } from 'lit'

/** What stands between the messages: greeting and replies. */
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
`
