let requests = 0

/** Counts a request until it is answered, so that whoever stops the process knows what it would cut off. */
export async function underWay<T>(answer: () => Promise<T>): Promise<T> {
  requests += 1
  try {
    return await answer()
  } finally {
    requests -= 1
  }
}

export const requestsUnderWay = (): number => requests
