import { css } from 'lit'

export const headerStyles = css`
  :host {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 14px 12px 15px 18px;
  }
  .who {
    flex: 1;
    min-width: 0;
  }
  h2 {
    overflow: hidden;
    font-size: var(--text);
    font-weight: 600;
    line-height: 1.4;
    text-overflow: ellipsis;
    white-space: nowrap;
    outline: none;
  }
  .state {
    overflow: hidden;
    color: var(--muted);
    font-size: var(--small);
    line-height: 1.4;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .talk {
    flex: none;
    padding: 0 12px 0 9px;
    border-color: var(--edge);
    border-radius: 18px;
    font-size: var(--small);
    font-weight: 500;
    white-space: nowrap;
  }
  .talk svg {
    width: 18px;
    height: 18px;
  }
  .talk:hover,
  .close:hover {
    background: var(--raised);
  }
  .close {
    flex: none;
    width: 36px;
    padding: 0;
    color: var(--muted);
  }
  .track {
    position: absolute;
    inset: auto 0 0;
    height: 1px;
    background: var(--line);
  }
  .track .baton {
    position: absolute;
    bottom: -1px;
    left: 18px;
    width: 36px;
    height: 3px;
    transition:
      left var(--move) var(--ease),
      background-color var(--move) var(--ease);
  }
  .track .baton[data-holder='queue'] {
    left: calc(50% - 18px);
  }
  .track .baton[data-holder='agent'] {
    left: calc(100% - 54px);
  }
`
