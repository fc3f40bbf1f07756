import { css } from 'lit'

export const composerStyles = css`
  :host {
    display: block;
    padding: 8px 12px max(12px, env(safe-area-inset-bottom));
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 6px;
    padding: 5px;
    border: 1px solid var(--edge);
    border-radius: 12px;
    transition: border-color var(--quick) var(--ease);
  }
  form:focus-within {
    border-color: var(--brand-ink);
    outline: 1px solid var(--brand-ink);
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 36px;
    max-height: 144px;
    margin: 0;
    padding: 6px 8px;
    border: 0;
    background: none;
    line-height: 24px;
    resize: none;
    scrollbar-width: thin;
  }
  /* The form around it shows the focus. */
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    overflow: hidden;
    color: var(--muted);
    /* A second line would make the empty field grow. */
    white-space: nowrap;
    text-overflow: ellipsis;
    opacity: 1;
  }
  button {
    flex: none;
    width: 36px;
    padding: 0;
  }
  button:disabled {
    border-color: transparent;
    background: var(--raised);
    color: var(--muted);
  }
  p {
    padding: 4px 6px 0;
    color: var(--muted);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .over {
    color: var(--danger);
  }
  @media (pointer: coarse) {
    /* Below 16 px iOS zooms the page into the field. */
    textarea {
      font-size: 16px;
    }
  }
`
