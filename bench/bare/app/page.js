import { Field } from './field'

export default function Page() {
  return <Field />
}
