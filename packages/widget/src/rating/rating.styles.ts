import { css } from 'lit'

export const ratingStyles = css`
  :host {
    display: block;
    padding: 14px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  form {
    display: grid;
    gap: 14px;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 10px;
    padding: 0;
  }
  .scores legend {
    font-size: var(--text);
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .scores .row {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
  }
  .row label {
    position: relative;
    display: grid;
  }
  .row input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .row span {
    display: grid;
    place-items: center;
    min-height: 40px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    font-variant-numeric: tabular-nums;
  }
  .tags span {
    min-height: 32px;
    padding: 0 12px;
    border-radius: 16px;
    font-size: var(--small);
  }
  .row input:hover + span {
    background: var(--raised);
  }
  .row input:checked + span {
    border-color: var(--mark);
    background: var(--brand);
    color: var(--on-brand);
  }
  .tags input:checked + span {
    border-color: var(--brand-ink);
    background: var(--brand-soft);
    color: inherit;
  }
  .row input:focus-visible + span {
    outline: 2px solid var(--brand-ink);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .row input:checked + span {
      border: 3px solid Highlight;
    }
  }
  #hint {
    margin-top: 8px;
    color: var(--muted);
    font-size: var(--small);
  }
  .tags legend,
  .comment span {
    color: var(--muted);
    font-size: var(--small);
  }
  .tags legend {
    margin-bottom: 8px;
  }
  .comment {
    display: grid;
    gap: 6px;
  }
  textarea {
    width: 100%;
    margin: 0;
    padding: 8px 10px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: none;
    line-height: inherit;
    resize: none;
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .problem {
    color: var(--danger);
    font-size: var(--small);
  }
`
