import { describe, expect, test } from 'vitest'
import { parseLossless } from '@/lib/mj/lossless'
import { finishedTask } from './dialects/recorded'
import { readId, readProgress, readTaskReport } from './task-report'

const report = (members: object) => readTaskReport({ id: '1', ...members })

describe('a task object', () => {
  test('recorded from a gateway reads in full', () => {
    expect(readTaskReport(parseLossless(finishedTask))).toEqual({
      id: '1320098173412546',
      action: 'IMAGINE',
      status: 'SUCCESS',
      prompt: 'cat --v 6.1',
      promptEn: 'cat --v 6.1',
      finalPrompt: 'cat --v 6.1 --sref <https://s.mj.run/ktqQpnwPoPk>',
      description: 'Submit success',
      state: '',
      progress: 100,
      failReason: '',
      submitTime: 1_741_531_578_038,
      startTime: 1_741_531_580_190,
      finishTime: 1_741_531_608_566,
      imageUrl: 'https://img.example/attachments/1/2/cat.png?ex=67cefb57&is=67cda9d7&hm=b87e&',
      imageUrls: [],
      videoUrls: [],
      thumbnails: {},
      buttons: [
        {
          customId: 'MJ::JOB::upsample::1::26d56b92-4ed6-45e2-8561-563797923135',
          label: 'U1',
          emoji: '',
          style: 2,
        },
        {
          customId: 'MJ::JOB::reroll::0::26d56b92-4ed6-45e2-8561-563797923135::SOLO',
          label: '',
          emoji: '🔄',
          style: 2,
        },
      ],
      seed: null,
    })
  })

  test('of nothing but an id is a task not begun', () => {
    expect(
      report({ status: '', progress: '0%', buttons: null, properties: null, startTime: 0 }),
    ).toEqual({
      id: '1',
      action: '',
      status: 'NOT_START',
      prompt: '',
      promptEn: '',
      finalPrompt: '',
      description: '',
      state: '',
      progress: 0,
      failReason: '',
      submitTime: null,
      startTime: null,
      finishTime: null,
      imageUrl: null,
      imageUrls: [],
      videoUrls: [],
      thumbnails: {},
      buttons: [],
      seed: null,
    })
  })

  test.each([
    null,
    undefined,
    1,
    'text',
    [],
    {},
    { id: '' },
    { id: '../1' },
    { id: 1.5 },
    { id: {} },
  ])('%j has no usable id and is none', (value) => {
    expect(readTaskReport(value)).toBeUndefined()
  })

  test('keeps unknown words of status going', () => {
    expect(report({ status: 'PAUSED' })?.status).toBe('IN_PROGRESS')
    expect(report({ status: 'success' })?.status).toBe('SUCCESS')
    expect(report({ status: 7 })?.status).toBe('NOT_START')
  })

  test('loses what is too much', () => {
    const buttons = Array.from({ length: 100 }, (_, index) => ({ customId: `MJ::${index}` }))
    const long = report({ buttons, prompt: '😀'.repeat(5_000) })
    expect(long?.buttons).toHaveLength(64)
    expect(long?.prompt).toBe('😀'.repeat(4_096))
    expect(report({ prompt: `a${'😀'.repeat(5_000)}` })?.prompt.length).toBe(8_191)
  })

  test.each([
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    'file:///etc/passwd',
    '//host/a',
    'https://',
    7,
    {},
  ])('shows no picture at %j', (imageUrl) => {
    expect(report({ imageUrl })?.imageUrl).toBeNull()
  })

  test('tells videos from pictures', () => {
    const pictures = report({
      videoUrl: 'https://cdn.example/0.mp4',
      videoUrls: [{ url: 'https://cdn.example/0.mp4' }, { url: 'https://cdn.example/1.mp4' }],
      imageUrls: [{ url: 'https://cdn.example/0.mp4' }, 'https://cdn.example/0.webp', null],
    })
    expect(pictures).toMatchObject({
      videoUrls: ['https://cdn.example/0.mp4', 'https://cdn.example/1.mp4'],
      imageUrls: ['https://cdn.example/0.webp'],
    })
  })

  test('reads buttons with members missing, null or of another type', () => {
    const buttons = [
      null,
      'U1',
      { label: 'no id' },
      { customId: 'a', label: null, emoji: 3, style: '2' },
      { customId: 'b', style: 3 },
    ]
    expect(report({ buttons })?.buttons).toEqual([
      { customId: 'a', label: '', emoji: '', style: 2 },
      { customId: 'b', label: '', emoji: '', style: 3 },
    ])
  })
})

test.each([
  ['0%', 0],
  ['87%', 87],
  [' 93 % ', 93],
  ['100%', 100],
  ['62.5%', 62],
  ['250%', 100],
  ['46', 46],
  [87, 87],
  [0, 0],
  ['', null],
  [null, null],
  [undefined, null],
  ['relaxed', null],
  ['Waiting to start', null],
  ['-5%', null],
  [Number.NaN, null],
  [-1, null],
  [{}, null],
])('progress %j is %j', (value, expected) => {
  expect(readProgress(value)).toBe(expected)
})

test.each([
  ['1320098173412546', '1320098173412546'],
  ['task_action-001', 'task_action-001'],
  [42, '42'],
  [2 ** 60, undefined],
  ['', undefined],
  ['a/b', undefined],
  ['x'.repeat(65), undefined],
  [null, undefined],
])('id %j is %j', (value, expected) => {
  expect(readId(value)).toBe(expected)
})
