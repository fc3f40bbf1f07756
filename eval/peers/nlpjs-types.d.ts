declare module '@nlpjs/basic' {
  interface Nlp {
    addLanguage(language: string): void
    addDocument(language: string, text: string, intent: string): void
    train(): Promise<void>
    process(language: string, text: string): Promise<{ intent: string; score: number }>
  }
  const basic: {
    dockStart(configuration: object): Promise<{ get(name: 'nlp'): Nlp }>
  }
  export default basic
}
