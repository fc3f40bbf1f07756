import { css } from 'lit'

/** The panels in which the agent's part ends. */
export const panelStyles = css`
  :host {
    display: block;
    margin: 0 20px 12px;
    padding: 12px 16px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--surface);
  }

  h3 {
    margin-bottom: 6px;
    font-size: var(--body);
    font-weight: 600;
  }

  label {
    display: grid;
    gap: 6px;
    color: var(--muted);
    font-size: var(--small);
  }

  textarea {
    color: var(--ink);
    font-size: var(--body);
    line-height: inherit;
    resize: vertical;
  }

  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 10px;
  }

  @media (max-width: 720px) {
    :host {
      margin: 0 8px 8px;
    }
  }
`
