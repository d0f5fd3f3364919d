/** Answers that have misled some client of these gateways, or would. One that ever misleads the studio becomes a row. */

const deep = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)

export const hostileAnswers: readonly { name: string; body: string }[] = [
  { name: 'an id beyond 2^53 as a number', body: '{"code":1,"result":1619855216344100864}' },
  { name: 'an id of twenty digits', body: '{"code":1,"result":99999999999999999999}' },
  { name: 'an id behind its point', body: '{"code":1,"result":0.1234567890123456789}' },
  { name: 'an id with an exponent', body: '{"code":1,"result":1.619855216344100864e18}' },
  { name: 'an id without end', body: '{"code":1,"result":1e400}' },
  { name: 'an id below nought', body: '{"code":1,"result":-1619855216344100864}' },
  { name: 'an id in a text in a text', body: '{"code":1,"result":"\\"1619855216344100864\\""}' },
  { name: 'an id of the wrong kind', body: '{"code":1,"result":{"id":["1"]}}' },
  {
    name: 'success without an id',
    body: '{"code":1,"description":"Submit success","result":null}',
  },
  { name: 'a prototype', body: '{"__proto__":{"polluted":1},"code":1,"result":"1"}' },
  {
    name: 'a prototype in a task',
    body: '{"id":"1","status":"SUCCESS","properties":{"__proto__":{"polluted":1}},"buttons":[{"__proto__":{"polluted":1}}]}',
  },
  { name: 'a constructor', body: '{"constructor":{"prototype":{"polluted":1}},"code":1}' },
  { name: 'a text that does not end', body: `{"code":1,"result":"${'\\"'.repeat(50_000)}` },
  { name: 'a number that does not end', body: `{"code":1,"result":${'9'.repeat(100_000)}` },
  { name: 'ten thousand levels', body: deep(10_000) },
  { name: 'ten thousand lists', body: '['.repeat(10_000) + ']'.repeat(10_000) },
  { name: 'half of a sign', body: '{"code":1,"description":"\\ud83d","result":"1"}' },
  { name: 'a mark before the beginning', body: '\ufeff{"code":1,"result":"1"}' },
  { name: 'two answers in one', body: '{"code":1,"result":"1"}{"code":1,"result":"2"}' },
  { name: 'one member twice', body: '{"code":1,"result":"1","result":"2","code":24}' },
  {
    name: 'progress beyond everything',
    body: '{"id":"1","status":"IN_PROGRESS","progress":1e308}',
  },
  { name: 'a status of nobody', body: '{"id":"1","status":"__proto__","progress":"%"}' },
  {
    name: 'times of no calendar',
    body: '{"id":"1","status":"SUCCESS","startTime":-8e15,"finishTime":9e99}',
  },
  {
    name: 'ten thousand buttons',
    body: `{"id":"1","status":"SUCCESS","buttons":[${'{"customId":"MJ::JOB::upsample::1::x"},'.repeat(9999)}{}]}`,
  },
]
