import { css } from 'lit'

/** A quiet button beside what somebody wrote, and the question under it. The host has no box: its parent is the message. */
export const removalStyles = css`
  :host {
    display: contents;
  }

  .offer {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-start: 100%;
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    margin-inline: 4px;
    padding: 0;
    border: 0;
    border-radius: var(--radius-control);
    background: transparent;
    color: var(--muted);
  }

  :host([data-by='agent']) .offer {
    inset-inline: auto 100%;
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
