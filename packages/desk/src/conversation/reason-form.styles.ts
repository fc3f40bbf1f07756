import { css } from 'lit'

/** The question for a reason, under what it is about. */
export const reasonFormStyles = css`
  form {
    display: grid;
    gap: 6px;
    margin: 6px 0;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--surface);
    color: var(--ink);
  }

  label {
    display: grid;
    gap: 4px;
    font-size: var(--small);
  }

  .answers {
    display: flex;
    gap: 8px;
  }
`
