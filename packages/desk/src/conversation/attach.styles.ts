import { css } from 'lit'

/** Its parts stand in the composer's own row. */
export const attachStyles = css`
  :host {
    display: contents;
  }

  .clip {
    margin: 0 0 8px 8px;
  }

  ul {
    display: flex;
    flex: 0 0 100%;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 160px;
    margin: 0;
    padding: 8px 8px 0;
    overflow-y: auto;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: 100%;
    padding: 4px 4px 4px 8px;
    border: 1px solid var(--line);
    border-radius: 8px;
    font-size: var(--small);
  }

  li img {
    width: 40px;
    height: 40px;
    border-radius: 6px;
    object-fit: cover;
  }

  .about {
    min-width: 120px;
    overflow-wrap: anywhere;
  }

  .about > span {
    display: block;
  }

  .wrong {
    color: var(--danger);
  }

  .muted {
    color: var(--muted);
  }

  progress {
    width: 100%;
    height: 6px;
  }
`
