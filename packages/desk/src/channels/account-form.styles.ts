import { css } from 'lit'

export const accountFormStyles = css`
  form {
    display: grid;
    gap: 14px;
  }

  /* Below what the card says of an account; a new one's card says nothing yet. */
  form[data-known] {
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }

  .field {
    display: grid;
    gap: 4px;
    font-size: var(--small);
  }

  .field > label,
  .field > .label {
    font-weight: 550;
  }

  .field input,
  .field select,
  .field textarea {
    width: 100%;
    font-size: var(--body);
  }

  .hint {
    color: var(--muted);
    font-weight: 400;
  }

  .error {
    color: var(--danger);
  }

  [aria-invalid='true'] {
    border-color: var(--danger);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
    gap: 14px 16px;
    align-items: start;
  }

  .kept {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    color: var(--muted);
  }

  .kept span {
    flex: 1;
    min-width: 12em;
  }

  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--small);
  }

  .check input {
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 0;
    accent-color: var(--brand);
  }

  fieldset {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: var(--small);
  }

  legend {
    padding: 0;
    margin-bottom: 4px;
    font-weight: 550;
  }

  .template {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 110px auto;
    gap: 8px;
    align-items: end;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-control);
  }

  .template label {
    display: grid;
    gap: 4px;
    color: var(--muted);
  }

  .template input,
  .template textarea {
    width: 100%;
    color: var(--ink);
  }

  .template .wide,
  .template .error {
    grid-column: 1 / -1;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    font-size: var(--small);
  }
`
