/** The part of Node's async hooks that the runtime gives and request ids need; Node's own types would claim far more. */
declare module 'node:async_hooks' {
  export class AsyncLocalStorage<Value> {
    run<Result>(value: Value, job: () => Result): Result
    getStore(): Value | undefined
  }
}
