/** Histories as other clients write them, made up by hand; each with entries that are broken in the ways seen. */

const wire = {
  action: 'IMAGINE',
  status: 'SUCCESS',
  progress: '100%',
  promptEn: 'a red fox in snow',
  description: '/imagine a red fox in snow',
  failReason: null,
  state: null,
}

const discord = 'https://cdn.discordapp.com/attachments/1174150905801736255'
const button = {
  customId: 'MJ::JOB::upsample::1::4bed1f85',
  label: 'U1',
  emoji: '',
  type: 2,
  style: 2,
}

/** The file that Dooy's "export" button saves. */
export const dooyExport = {
  data: {
    active: 1002,
    usingContext: true,
    history: [{ title: 'New Chat', uuid: 1002, isEdit: false }],
    chat: [
      {
        uuid: 1002,
        data: [
          {
            dateTime: '2024/3/15 14:21:55',
            text: '雪中的红狐 --ar 3:2',
            inversion: true,
            error: false,
          },
          {
            dateTime: '2024/3/15 14:22:01',
            text: '提交成功！',
            inversion: false,
            loading: false,
            model: 'midjourney',
            mjID: '1710483721000123',
            requestOptions: { prompt: '雪中的红狐 --ar 3:2' },
            opt: {
              ...wire,
              id: '1710483721000123',
              prompt: '雪中的红狐 --ar 3:2',
              submitTime: 1_710_483_721_000,
              startTime: 1_710_483_722_000,
              finishTime: 1_710_483_760_000,
              imageUrl: `${discord}/1/fox.png?ex=65b740a4&is=65a4cba4&hm=ded8`,
              buttons: [button],
              properties: { finalPrompt: 'a red fox in snow --ar 3:2 --v 6.0' },
              seed: 1234567,
            },
          },
          {
            dateTime: '2024/3/15 14:30:00',
            text: '提交成功！',
            mjID: '1710484200000456',
            requestOptions: { prompt: 'U1' },
            opt: {
              ...wire,
              id: '1710484200000456',
              action: 'UPSCALE',
              description: '/up 1710483721000123 U1',
              submitTime: 1_710_484_200_000,
              imageUrl: `${discord}/2/fox-u1.png`,
            },
          },
          { dateTime: '2024/3/15 14:40:00', text: 'and now a poem', inversion: true },
          {
            dateTime: '2024/3/15 14:40:03',
            text: 'Roses are red',
            requestOptions: { prompt: 'and now a poem' },
          },
          // Rounded by the client's own JSON.parse: of no use as an id, and without a picture there is nothing left.
          { dateTime: '2024/3/16 08:00:00', text: '提交成功！', mjID: 1_619_855_216_344_100_900 },
          // Its id alone: the gateway may know more.
          {
            dateTime: '2024/3/16 09:00:00',
            text: '提交成功！',
            mjID: '1710579600000789',
            requestOptions: { prompt: 'an owl' },
          },
          {
            dateTime: '2024/3/16 10:00:00',
            text: '失败！',
            mjID: '1710583200000111',
            opt: { status: 'FAILURE', failReason: 'timeout' },
          },
          null,
          'text',
        ],
      },
      { uuid: 1003 },
    ],
  },
  expire: null,
} as const

/** What lobe-midjourney-webui keeps under MIDJOURNEY_DATA. */
export const lobeData = {
  activeTaskId: '1705298817774894',
  prompts: 'a bird',
  runningTaskIds: [],
  tasks: [
    {
      ...wire,
      id: '1705310285146113',
      prompt: 'a bird',
      promptEn: 'a bird',
      submitTime: 1_705_310_285_146,
      startTime: 1_705_310_285_146,
      finishTime: 1_705_310_324_053,
      imageUrl: `${discord}/3/bird.png?ex=65b76d73&is=65a4f873&hm=bb30&`,
      properties: { finalPrompt: 'a bird --v 6.0 --s 250', messageHash: '822d0ff9' },
    },
    {
      ...wire,
      id: '1705322516641400',
      action: 'UPSCALE',
      description: '/up 1705310285146113 U1',
      prompt: 'a bird',
      submitTime: 1_705_322_516_641,
      finishTime: 1_705_322_518_063,
      imageUrl: `${discord}/4/bird-u1.png`,
      properties: { finalPrompt: 'a bird --v 6.0 --s 250' },
    },
    { ...wire, id: '1705400000000001', status: 'FAILURE', failReason: 'banned', imageUrl: '' },
    {
      ...wire,
      id: '1705400000000002',
      status: 'IN_PROGRESS',
      imageUrl: '',
      submitTime: 1_705_400_000_000,
    },
    { ...wire, id: '', imageUrl: 'javascript:alert(1)' },
    17,
  ],
} as const

/** What Licoy's ChatGPT-Midjourney keeps under mj-list, newest first. */
export const licoyList = {
  state: {
    currentId: 4,
    lastUpdateTime: 1_724_000_000_000,
    draw: [
      { id: 'Jk2', action: 'imagine', model: 'mj', status: 'wait', data: { prompt: 'a cat' } },
      {
        id: 'Jk1',
        action: 'imagine',
        model: 'mj',
        status: 'error',
        error: 'not task id',
        data: { prompt: 'a cow' },
      },
      {
        id: 'Ab2',
        action: 'action',
        status: 'success',
        taskId: '1723999990000222',
        progress: '100%',
        data: { taskId: '1723999900000111', customId: button.customId },
        prompt: '山水 --ar 16:9',
        promptEn: 'landscape --ar 16:9',
        imageUrl: 'https://gateway.example.com/mj/image/1723999990000222',
      },
      {
        id: 'Ab1',
        action: 'imagine',
        model: 'mj',
        status: 'success',
        taskId: '1723999900000111',
        progress: '100%',
        data: { prompt: '山水 --ar 16:9' },
        prompt: '山水 --ar 16:9',
        promptEn: 'landscape --ar 16:9',
        imageUrl: 'https://gateway.example.com/mj/image/1723999900000111',
        buttons: [button],
      },
      [],
    ],
  },
  version: 1,
} as const
