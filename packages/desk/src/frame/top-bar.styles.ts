import { css } from 'lit'

export const topBarStyles = css`
  :host {
    position: relative;
    z-index: 3;
    display: block;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 52px;
    padding: 0 12px 0 16px;
  }

  .logo {
    flex: none;
    position: relative;
    width: 28px;
    height: 6px;
    border-radius: 3px;
    background: var(--line);
  }

  .logo::after {
    content: '';
    position: absolute;
    inset: 0 0 0 50%;
    border-radius: 3px;
    background: var(--brand);
  }

  h1 {
    overflow: hidden;
    margin-left: 4px;
    font-size: var(--body);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .connection {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--muted);
    font-size: var(--small);
    white-space: nowrap;
  }

  .space {
    flex: 1;
  }

  .presence {
    display: flex;
    padding: 2px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--ground);
  }

  .presence button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
    padding: 0 12px;
    border: 0;
    border-radius: 999px;
    background: none;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 550;
    white-space: nowrap;
    transition: background var(--fast) var(--ease);
  }

  .presence button::before {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    border: 1.5px solid var(--edge);
  }

  .presence button[aria-checked='true'] {
    background: var(--raised);
    color: var(--ink);
    box-shadow: 0 0 0 1px var(--line);
  }

  .presence button[value='online'][aria-checked='true']::before {
    border-color: var(--success);
    background: var(--success);
  }

  .presence button[value='away'][aria-checked='true']::before {
    border-color: var(--queue);
    background: var(--queue);
  }

  .me {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0 4px 0 8px;
    font-size: var(--small);
    font-weight: 550;
    white-space: nowrap;
  }

  .me .face {
    width: 28px;
    height: 28px;
  }

  .banner {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    border-top: 1px solid var(--line);
    background: var(--warning-soft);
    color: var(--warning);
    font-size: var(--small);
  }

  .banner.danger {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .banner span {
    flex: 1;
  }

  @media (max-width: 720px) {
    .me span:not(.face),
    .leave-text,
    .help,
    h1 {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .help {
      display: none;
    }

    .me {
      margin: 0;
    }

    .bar {
      gap: 4px;
    }
  }
`
