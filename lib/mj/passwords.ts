/** Any ten characters do: length is what makes guessing hopeless. */
export const shortestPassword = 10
