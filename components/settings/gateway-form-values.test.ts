import { expect, it } from 'vitest'
import type { ProbeReport } from '@/lib/mj/gateways'
import {
  type DialectFacts,
  complaintOf,
  draftOf,
  emptyValues,
  withDialect,
  withFindings,
  originOf,
  withScheme,
} from './gateway-form-values'

const plus: DialectFacts = {
  id: 'plus',
  auths: ['bearer', 'mj-api-secret', 'raw', 'both'],
  speeds: ['relax', 'fast', 'turbo'],
}
const trueai: DialectFacts = { id: 'trueai', auths: ['mj-api-secret', 'raw'], speeds: [] }
const values = { ...emptyValues(plus), baseUrl: 'https://gw.example/mj-relax/mj/' }
const report: ProbeReport = {
  reached: { type: 'ok', latencyMs: 12 },
  baseUrl: 'https://gw.example',
  speed: 'relax',
  auth: 'raw',
  isOpen: false,
  dialect: { id: 'trueai', certain: true },
  findings: [],
}
const nothing = () => false

it('fills in what the doctor found', () => {
  expect(withFindings(values, report, [plus, trueai], nothing)).toMatchObject({
    baseUrl: 'https://gw.example',
    dialect: 'trueai',
    auth: 'raw',
    defaultSpeed: 'relax',
  })
})

it('leaves alone what a person has chosen', () => {
  const found = withFindings(values, report, [plus, trueai], () => true)
  expect(found).toMatchObject({ dialect: 'plus', auth: 'bearer' })
})

it('takes a style that the kind understands where the doctor could not tell', () => {
  const silent = { ...report, auth: null }
  expect(withFindings(values, silent, [plus, trueai], nothing).auth).toBe('mj-api-secret')
})

it('keeps the address as typed when it is none', () => {
  const wrong = { type: 'address-wrong', why: 'not-an-address', detail: '' } as const
  const found = withFindings(values, { ...report, reached: wrong, baseUrl: '' }, [plus], nothing)
  expect(found.baseUrl).toBe(values.baseUrl)
})

it('another kind takes along a style that it understands', () => {
  const both = { ...values, auth: 'both' } as const
  expect(withDialect(both, trueai).auth).toBe('mj-api-secret')
  expect(withDialect(both, plus).auth).toBe('both')
})

it('a draft is named after its host, keeps no empty filter and splits hosts however they are typed', () => {
  const typed = { ...values, remark: ' a ', imageHosts: 'cdn.lan:8080, b.lan，c.lan\n' }
  expect(draftOf(typed)).toMatchObject({
    name: 'gw.example',
    key: null,
    accountFilter: { remark: 'a' },
    imageHosts: ['cdn.lan:8080', 'b.lan', 'c.lan'],
  })
  expect(draftOf(typed).accountFilter).not.toHaveProperty('instanceId')
})

it('reads what a complaint is about', () => {
  expect(complaintOf('baseUrl: must begin with https://')).toBe('baseUrl')
  expect(complaintOf('accountFilter.remark: too long')).toBe('accountFilter')
  expect(complaintOf('imageHosts.0: is no host')).toBe('imageHosts')
  expect(complaintOf('the body is not JSON')).toBeNull()
})

it('gives an address the beginning it lacks', () => {
  expect(withScheme(' gw.example.com/mj')).toBe('https://gw.example.com/mj')
  expect(withScheme('localhost:8090')).toBe('http://localhost:8090')
  expect(withScheme('192.168.1.9:8090/mj')).toBe('http://192.168.1.9:8090/mj')
  expect(withScheme('http://gw.example.com')).toBe('http://gw.example.com')
  expect(withScheme('my gateway')).toBe('my gateway')
})

it('knows no origin of what is no web address', () => {
  expect(originOf('https://GW.example:443/mj')).toBe('https://gw.example')
  expect(originOf('localhost:8090')).toBeNull()
  expect(originOf('ftp://gw.example')).toBeNull()
})
