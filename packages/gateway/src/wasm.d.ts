/** Compiled before it runs, by whatever bundles the Worker. */
declare module '*.wasm' {
  const module: WebAssembly.Module
  export default module
}
