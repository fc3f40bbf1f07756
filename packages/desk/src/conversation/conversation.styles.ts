import { css } from 'lit'

export const conversationStyles = css`
  :host {
    container-type: inline-size;
    display: grid;
    grid-template-rows: auto auto 1fr auto auto;
    grid-template-columns: minmax(0, 1fr);
    height: 100%;
    min-height: 0;
  }

  desk-log {
    grid-row: 3;
  }

  desk-closing {
    grid-row: 4;
  }

  desk-composer {
    grid-row: 5;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding: 10px 12px 10px 20px;
    border-bottom: 1px solid var(--line);
  }

  .who {
    flex: 1 1 200px;
    min-width: 0;
  }

  .who-top {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  h2 {
    overflow: hidden;
    font-size: var(--large);
    font-weight: 650;
    line-height: 1.35;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .sub {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
    color: var(--muted);
    font-size: var(--small);
  }

  .sub > * {
    white-space: nowrap;
  }

  .first-response {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .online {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }

  .online::before {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--edge);
  }

  .online[data-online='true']::before {
    background: var(--success);
  }

  .actions {
    display: flex;
    gap: 6px;
  }

  .back {
    display: none;
  }

  .context-toggle {
    display: none;
  }

  .banner {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 20px;
    background: var(--warning-soft);
    color: var(--warning);
    font-size: var(--small);
  }

  .banner.danger {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .nothing {
    grid-row: 1 / -1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 6px;
    padding: 24px;
    text-align: center;
  }

  .nothing p {
    max-width: 26em;
    color: var(--muted);
    text-wrap: balance;
  }

  .nothing .picture {
    position: relative;
    width: 88px;
    height: 12px;
    margin-bottom: 18px;
    border-radius: 6px;
    background: var(--line);
  }

  .nothing .picture::after {
    content: '';
    position: absolute;
    inset: 0 0 0 50%;
    border-radius: 6px;
    background: var(--brand);
  }

  .nothing .picture[data-presence='away']::after {
    inset: 0 50% 0 0;
    background: var(--bot);
  }

  @media (max-width: 1099px) {
    .context-toggle {
      display: inline-flex;
    }
  }

  /* Who it is and how long they have waited come before the names of keys, which the tooltips tell as well. */
  @container (max-width: 860px) {
    .actions kbd,
    .call-text {
      display: none;
    }

    .actions .call {
      width: 32px;
      padding: 0;
    }
  }

  @media (max-width: 720px) {
    header {
      padding: 8px 8px 10px;
    }

    .back {
      display: inline-flex;
    }

    .back:has(.badge) {
      width: auto;
      padding: 0 6px 0 2px;
    }

    .who {
      flex-basis: 180px;
    }

    .track {
      flex: 1 0 100%;
      width: auto;
    }
  }
`
