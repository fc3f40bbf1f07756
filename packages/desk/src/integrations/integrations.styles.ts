import { css } from 'lit'

/** Cards of integrations, beside what all pages of settings share. */
export const integrationStyles = css`
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
  }

  .tags li {
    padding: 0 7px;
    border-radius: 6px;
    background: var(--surface);
    color: var(--muted);
    font-size: var(--small);
    line-height: 22px;
  }

  .ask .tags li {
    background: var(--raised);
  }

  .card-top code {
    flex: none;
    padding: 0 6px;
    line-height: 22px;
  }

  .said[data-state='gone'],
  .said[data-state='failing'] {
    color: var(--danger);
  }
`

/** Many answers to one question, in columns. */
export const choiceStyles = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
    gap: 6px 16px;
  }

  .choices .check {
    min-height: 28px;
  }

  @media (pointer: coarse) {
    .choices .check {
      min-height: 40px;
    }
  }
`

/** For what stands in a card and is no page itself. */
export const embeddedStyles = css`
  :host {
    display: block;
    height: auto;
    padding: 0;
  }

  .ask:focus {
    outline: none;
  }

  .answers .lead {
    flex: 1;
    min-width: 12em;
  }
`
