import { expect, it } from 'vitest'
import { readInvitation, readStartToken } from './address-secrets'

const token = 'Zk3v_0Qm-4rT9sLxAb7c'

it('finds the token in a printed address', () => {
  expect(readStartToken(`http://127.0.0.1:3000/#t=${token}`)).toBe(token)
  expect(readStartToken(`#t=${token}`)).toBe(token)
})

it('takes a token that is pasted alone, with the blanks a terminal adds', () => {
  expect(readStartToken(`  ${token}\n`)).toBe(token)
})

it('finds nothing where there is nothing', () => {
  expect(readStartToken('')).toBeNull()
  expect(readStartToken('#t=')).toBeNull()
  expect(readStartToken('http://127.0.0.1:3000/')).toBeNull()
  expect(readStartToken('http://127.0.0.1:3000/#t=%zz')).toBeNull()
})

it('finds an invitation, and takes nothing else for one', () => {
  expect(readInvitation(`https://studio.example.org/#invite=${token}`)).toBe(token)
  expect(readInvitation(`#t=${token}`)).toBeNull()
  expect(readInvitation('#invite=')).toBeNull()
  expect(readInvitation(token)).toBeNull()
})
