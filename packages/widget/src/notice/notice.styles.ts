import { css } from 'lit'

export const noticeStyles = css`
  .strip {
    display: flex;
    align-items: center;
    gap: 10px;
    margin: 4px 12px 0;
    padding: 8px 6px 8px 12px;
    border-radius: 10px;
    background: var(--raised);
    font-size: var(--small);
  }
  .strip p {
    flex: 1;
  }
  .strip svg {
    color: var(--muted);
  }
  .strip strong {
    font-weight: 600;
  }
  .strip button {
    flex: none;
    padding: 0 10px;
  }
  .strip button:hover {
    background: var(--line);
  }
  .refused {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 32px;
    text-align: center;
    text-wrap: balance;
  }
  .refused svg {
    width: 32px;
    height: 32px;
    color: var(--muted);
    stroke-width: 1.2;
  }
  .refused h3 {
    font-size: var(--large);
    font-weight: 600;
  }
  .refused p {
    color: var(--muted);
  }
  .refused button {
    margin-top: 12px;
    padding: 0 18px;
  }
`
