/** The four pictures of a composite by the number that U and V go by, left to right and top to bottom. */
export const quadrantIndexes = [1, 2, 3, 4] as const
export type QuadrantIndex = (typeof quadrantIndexes)[number]
