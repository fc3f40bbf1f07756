import { css } from 'lit'

/** What takes something out of the log: a quiet button, and the question under it. */
export const takeOutStyles = css`
  .offer {
    display: grid;
    flex: none;
    place-items: center;
    width: 32px;
    height: 32px;
    padding: 0;
    border: 0;
    border-radius: var(--radius-control);
    background: transparent;
    color: var(--muted);
  }

  .offer:hover,
  .offer[aria-expanded='true'] {
    background: var(--surface);
    color: var(--ink);
  }

  .offer svg {
    width: 16px;
    height: 16px;
  }

  form.reason {
    max-width: 30em;
  }
`
