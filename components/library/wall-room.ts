/** Below the last row of the wall, so that what floats over it never hides a picture. */
export const bottomRoom = 96
