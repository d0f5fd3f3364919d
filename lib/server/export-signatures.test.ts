import { expect, it } from 'vitest'
import { withoutSignatures } from './export-signatures'

it.each([
  ['a fox --ar 3:2', 'a fox --ar 3:2'],
  ['https://a.example.com/x.png a fox', 'https://a.example.com/x.png a fox'],
  ['a fox --sref https://a.example.com/x.png?v=2', 'a fox --sref https://a.example.com/x.png?v=2'],
  [
    'https://cdn.discordapp.com/attachments/1/2/x.png?ex=65b7&is=65a4&hm=dead& a fox',
    'https://cdn.discordapp.com/attachments/1/2/x.png a fox',
  ],
  ['<https://s3.example.com/x.png?X-Amz-Signature=1> owl', '<https://s3.example.com/x.png> owl'],
  ['https://me:pw@a.example.com/x.png', 'https://a.example.com/x.png'],
  ['https://a.example.com/x.png?token=abc，一只狐狸', 'https://a.example.com/x.png，一只狐狸'],
])('%j', (text, clean) => {
  expect(withoutSignatures(text)).toBe(clean)
  expect(withoutSignatures(clean)).toBe(clean)
})
