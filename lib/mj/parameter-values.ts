/** The parameters of a prompt as a person compares them: by the flag that is written for each, whatever was typed. */
import { formatParameter, parameters } from './params'
import { parametersOf, type Prompt } from './prompt'

/** `--aspect 3:2` and `--ar 3:2` are the same; the last one counts. `''` for a flag without a value. */
export function parameterValues(prompt: Prompt): ReadonlyMap<string, string> {
  return new Map(
    parametersOf(prompt).map(({ name, flag, value }) => {
      const isPlain = name === 'raw' || (name !== null && parameters[name].value === 'none')
      return [
        name === null ? `--${flag}` : formatParameter(name, ''),
        isPlain ? '' : value.replaceAll(/\s+/g, ' ').trim(),
      ]
    }),
  )
}
