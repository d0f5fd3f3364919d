/** The shape a translation must have: every key of the English messages, none more, any words. */
export type Translation<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string
    ? string
    : Translation<Messages[Key]>
}
