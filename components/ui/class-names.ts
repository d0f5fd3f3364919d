/** Joins the class names that apply. Later ones do not override earlier ones: give each property one owner. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
