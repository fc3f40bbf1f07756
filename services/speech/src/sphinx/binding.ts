import koffi from 'koffi'

/** A pointer of the library's. */
export type Handle = unknown

/**
 * What is called of pocketsphinx 0.8+5prealpha, as Debian has it. Throws when the library is not installed. Every call
 * holds its thread until it is done.
 */
function load() {
  const base = koffi.load('libsphinxbase.so.3')
  const sphinx = koffi.load('libpocketsphinx.so.3')
  // It writes pages of its settings to stderr.
  base.func('void err_set_logfp(void *file)')(null)
  return {
    argumentsOf: sphinx.func('void *ps_args()'),
    configuration: base.func('void *cmd_ln_init(void *into, void *definitions, int strict, ...)'),
    open: sphinx.func('void *ps_init(void *configuration)'),
    close: sphinx.func('int ps_free(void *decoder)'),
    configurationOf: base.func(
      'void *cmd_ln_parse_file_r(void *into, void *definitions, const char *file, int strict)',
    ),
    freeConfiguration: base.func('int cmd_ln_free_r(void *configuration)'),
    logarithms: sphinx.func('void *ps_get_logmath(void *decoder)'),
    readAutomaton: base.func('void *fsg_model_readfile(const char *file, void *logarithms, float weight)'),
    useAutomaton: sphinx.func('int ps_set_fsg(void *decoder, const char *name, void *automaton)'),
    freeAutomaton: base.func('int fsg_model_free(void *automaton)'),
    usePhoneLoop: sphinx.func('int ps_set_allphone_file(void *decoder, const char *name, const char *model)'),
    search: sphinx.func('int ps_set_search(void *decoder, const char *name)'),
    beginStream: sphinx.func('int ps_start_stream(void *decoder)'),
    begin: sphinx.func('int ps_start_utt(void *decoder)'),
    process: sphinx.func(
      'int ps_process_raw(void *decoder, const int16_t *samples, size_t count, int withoutSearch, int whole)',
    ),
    processCepstra: sphinx.func(
      'int ps_process_cep(void *decoder, const void *frames, int count, int withoutSearch, int whole)',
    ),
    finish: sphinx.func('int ps_end_utt(void *decoder)'),
    frames: sphinx.func('int ps_get_n_frames(void *decoder)'),
    openEar: base.func('void *fe_init_auto_r(void *configuration)'),
    closeEar: base.func('int fe_free(void *ear)'),
    beginListening: base.func('void fe_start_stream(void *ear)'),
    beginUtterance: base.func('int fe_start_utt(void *ear)'),
    listen: base.func(
      'int fe_process_utt(void *ear, const int16_t *samples, size_t count, _Out_ void **frames, _Out_ int *frameCount)',
    ),
    endUtterance: base.func('int fe_end_utt(void *ear, _Out_ float *last, _Out_ int *count)'),
    freeFrames: base.func('void ckd_free_2d(void *frames)'),
    segments: sphinx.func('void *ps_seg_iter(void *decoder)'),
    nextSegment: sphinx.func('void *ps_seg_next(void *segment)'),
    word: sphinx.func('const char *ps_seg_word(void *segment)'),
    placesOf: sphinx.func('void ps_seg_frames(void *segment, _Out_ int *first, _Out_ int *last)'),
    scoresOf: sphinx.func(
      'int32_t ps_seg_prob(void *segment, _Out_ int32_t *sound, _Out_ int32_t *language, _Out_ int32_t *backoff)',
    ),
  }
}

let loaded: ReturnType<typeof load> | undefined

export function binding(): ReturnType<typeof load> {
  loaded ??= load()
  return loaded
}
