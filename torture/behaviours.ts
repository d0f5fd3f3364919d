/**
 * How a gateway may behave when a submit comes in, as seen in the wild (gateways.md chapters 2, 8 and 10; reliability,
 * the fault model). `charges`: it has taken the submit, and money for it, whatever its answer looks like.
 */

export type Behaviour = {
  name: string
  charges: boolean
  /** The answer in place of the gateway's own; `own` is what the gateway said, '' where it was not asked. */
  answer: (own: string) => Answer
}

export type Answer =
  | { type: 'own'; afterMs?: number; rewrite?: (own: string) => string }
  | {
      type: 'instead'
      status: number
      body: string
      headers?: Readonly<Record<string, string>>
      afterMs?: number
    }
  | { type: 'reset' }

const json = { 'content-type': 'application/json' }
const page = { 'content-type': 'text/html' }
const badGateway = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'

const own = (rewrite?: (text: string) => string) => (): Answer => ({
  type: 'own',
  ...(rewrite && { rewrite }),
})
const instead =
  (status: number, body: string, headers: Readonly<Record<string, string>> = json) =>
  (): Answer => ({ type: 'instead', status, body, headers })

/** `slowMs` is well within what the studio waits, `lateMs` well beyond. */
export function behavioursOf({
  slowMs,
  lateMs,
}: {
  slowMs: number
  lateMs: number
}): readonly Behaviour[] {
  return [
    { name: 'accepts', charges: true, answer: own() },
    {
      name: 'accepts, after a while',
      charges: true,
      answer: () => ({ type: 'own', afterMs: slowMs }),
    },
    {
      name: 'accepts as queued (22)',
      charges: true,
      answer: own((text) => text.replace('"code":1', '"code":22')),
    },
    {
      name: 'accepts, its id a number',
      charges: true,
      answer: own((text) => text.replace(/"result":"(\d+)"/, '"result":$1')),
    },
    {
      name: 'accepts, its code a string',
      charges: true,
      answer: own((text) => text.replace('"code":1', '"code":"1"')),
    },
    { name: '429', charges: false, answer: instead(429, '') },
    {
      name: '429 with Retry-After',
      charges: false,
      answer: instead(429, '', { 'retry-after': '1' }),
    },
    {
      name: 'queue full (23)',
      charges: false,
      answer: instead(200, '{"code":23,"description":"queue full"}'),
    },
    { name: 'busy (30)', charges: false, answer: instead(200, '{"code":30,"description":"busy"}') },
    { name: 'a web page, 502, before', charges: false, answer: instead(502, badGateway, page) },
    { name: 'a web page, 200, before', charges: false, answer: instead(200, badGateway, page) },
    { name: 'JSON 500, before', charges: false, answer: instead(500, '{"error":"internal"}') },
    { name: 'reset, before', charges: false, answer: () => ({ type: 'reset' }) },
    { name: 'reset, after', charges: true, answer: () => ({ type: 'reset' }) },
    { name: 'a web page, 502, after', charges: true, answer: instead(502, badGateway, page) },
    { name: 'nothing with 200, after', charges: true, answer: instead(200, '') },
    {
      name: 'half of its JSON, after',
      charges: true,
      answer: own((text) => text.slice(0, text.length >> 1)),
    },
    { name: 'an answer too late', charges: true, answer: () => ({ type: 'own', afterMs: lateMs }) },
    {
      name: 'code 5, after',
      charges: true,
      answer: instead(400, '{"code":5,"description":"do_request_failed"}'),
    },
    {
      name: 'code 4, after',
      charges: true,
      answer: instead(400, '{"code":4,"description":"insert_midjourney_task_failed"}'),
    },
    {
      name: 'refuses (24)',
      charges: false,
      answer: instead(
        200,
        '{"code":24,"description":"banned prompt","properties":{"bannedWord":"x"}}',
      ),
    },
  ]
}
