import 'server-only'
/**
 * One task at three moments, as each dialect's gateways tell it: from their documents and sources (hosts changed,
 * internals shortened). Texts, for the reason given in recorded.ts.
 */
import { finishedTask } from './recorded'

/** A finished imagine (`buttons` are the labels a person is offered), a new task, and one that failed. */
export type RecordedTasks = {
  id: string
  finished: string
  buttons: readonly string[]
  pictures: number
  fresh: string
  failed: string
  /** How an unknown id is answered. */
  absent: readonly { text: string; status: number }[]
}

const grid = ['U1', 'U2', 'U3', 'U4', '🔄', 'V1', 'V2', 'V3', 'V4']

const plus: RecordedTasks = {
  id: '1320098173412546',
  finished: finishedTask,
  buttons: ['U1', '🔄'],
  pictures: 0,
  fresh: `{"id":"1320098173412546","action":"IMAGINE","status":"NOT_START","progress":null,
    "imageUrl":null,"failReason":null,"submitTime":1741531578038,"startTime":null,"finishTime":null,
    "state":"token-1","prompt":"cat","promptEn":null,"description":null,"properties":{},"buttons":[]}`,
  failed: `{"id":"1320098173412546","action":"IMAGINE","status":"FAILURE","progress":"",
    "failReason":"[Banned prompt detected] gore","properties":{},"buttons":[]}`,
  absent: [{ text: '', status: 200 }],
}

/** gateways.md 1.5 and 3: what its own database keeps of a task. */
const newApi: RecordedTasks = {
  id: '1741531578038123',
  finished: `{"id":"1741531578038123","action":"IMAGINE","customId":"","botType":"","maskBase64":"",
    "prompt":"cat","promptEn":"cat","description":"/imagine cat","state":"token-1",
    "submitTime":1741531578038,"startTime":1741531580190,"finishTime":1741531608566,
    "imageUrl":"http://localhost:3000/mj/image/1741531578038123","videoUrl":"","videoUrls":null,
    "status":"SUCCESS","progress":"100%","failReason":"",
    "buttons":[{"customId":"MJ::JOB::upsample::1::u","emoji":null,"label":"U1","type":2,"style":2},
      {"customId":"MJ::JOB::reroll::0::u::SOLO","emoji":"🔄","label":"","type":2,"style":2}],
    "properties":{"finalPrompt":"cat --v 7","finalZhPrompt":""}}`,
  buttons: ['U1', '🔄'],
  pictures: 0,
  fresh: `{"id":"1741531578038123","action":"IMAGINE","customId":"","botType":"","prompt":"cat",
    "promptEn":"","description":"","state":"","submitTime":1741531578038,"startTime":0,"finishTime":0,
    "imageUrl":"","videoUrl":"","videoUrls":null,"status":"","progress":"0%","failReason":"",
    "buttons":null,"maskBase64":"","properties":null}`,
  failed: `{"id":"1741531578038123","action":"IMAGINE","status":"FAILURE","progress":"100%",
    "failReason":"上游任务超时（超过1小时）","buttons":null,"properties":null,"startTime":0}`,
  absent: [
    { text: '{"code":4,"description":"task_no_found ","type":"upstream_error"}', status: 400 },
  ],
}

/** Seed 000. */
const crazyrouter: RecordedTasks = {
  ...newApi,
  id: 'task_1234567890',
  finished: `{"id":"task_1234567890","action":"IMAGINE","status":"SUCCESS","prompt":"cat",
    "promptEn":"cat","description":"","submitTime":1741531578038,"startTime":1741531580190,
    "finishTime":1741531608566,"progress":"100%","imageUrl":"https://img.example/1.png",
    "failReason":"","properties":{},"buttons":[
      {"customId":"MJ::JOB::upsample::1::hash","emoji":"U1","label":"U1","style":2},
      {"customId":"MJ::JOB::variation::1::hash","emoji":"V1","label":"V1","style":2}]}`,
  buttons: ['U1', 'V1'],
  fresh: newApi.fresh.replace('1741531578038123', 'task_1234567890'),
  failed: newApi.failed.replace('1741531578038123', 'task_1234567890'),
}

/** No `buttons` at all (gateways.md 3.1). */
const novicezk: RecordedTasks = {
  id: '1741531578038123',
  finished: `{"action":"IMAGINE","id":"1741531578038123","prompt":"cat","promptEn":"cat",
    "description":"/imagine cat","state":"token-1","submitTime":1741531578038,
    "startTime":1741531580190,"finishTime":1741531608566,"status":"SUCCESS","progress":"100%",
    "imageUrl":"https://img.example/attachments/1/2/cat.png","failReason":null,
    "properties":{"finalPrompt":"cat","messageHash":"26d56b92","flags":0,"nonce":"1619855216344100864"}}`,
  buttons: grid,
  pictures: 0,
  fresh: `{"action":"IMAGINE","id":"1741531578038123","prompt":"cat","promptEn":"cat",
    "description":"/imagine cat","state":"token-1","submitTime":1741531578038,"startTime":null,
    "finishTime":null,"status":"NOT_START","progress":null,"imageUrl":null,"failReason":null,
    "properties":{"notifyHook":null}}`,
  failed: `{"action":"IMAGINE","id":"1741531578038123","status":"FAILURE","progress":"",
    "imageUrl":null,"failReason":"任务超时","properties":{}}`,
  absent: [{ text: '', status: 200 }],
}

/** Everything there is, nulls included (gateways.md 3.1, quirk 10). */
const trueai: RecordedTasks = {
  id: '1741531578038123',
  finished: `{"id":"1741531578038123","action":"IMAGINE","status":"SUCCESS","progress":"100%",
    "prompt":"cat","promptEn":"cat","promptFull":"cat --v 7","description":"Submit success",
    "state":"token-1","submitTime":1741531578038,"startTime":1741531580190,
    "finishTime":1741531608566,"imageUrl":"https://img.example/grid.png","thumbnailUrl":null,
    "imageUrls":[{"url":"https://img.example/0_0.png","thumbnail":"https://img.example/0_0.webp"},
      {"url":"https://img.example/0_1.png","thumbnail":null}],
    "videoUrl":null,"videoUrls":null,"failReason":"","seed":"636646138","jobId":"26d56b92",
    "parentId":null,"mode":"FAST","botType":"MID_JOURNEY","useTime":"28.38 s","clientIp":null,
    "displays":{"status":"成功"},"properties":{"finalPrompt":"cat --v 7","action_index":"1"},
    "buttons":[{"customId":"MJ::JOB::upsample::1::u","emoji":"","label":"U1","type":0,"style":0},
      {"customId":"MJ::JOB::animate_high::1::u::SOLO","emoji":"🎞️","label":"","type":2,"style":2}]}`,
  buttons: ['U1', '🎞️'],
  pictures: 2,
  fresh: `{"id":"1741531578038123","action":"IMAGINE","status":"NOT_START","progress":null,
    "prompt":"cat","promptEn":"cat","description":"Submit success","state":null,
    "submitTime":1741531578038,"startTime":null,"finishTime":null,"imageUrl":null,"imageUrls":null,
    "videoUrl":null,"videoUrls":null,"failReason":null,"seed":null,"properties":{},"buttons":[]}`,
  failed: `{"id":"1741531578038123","action":"IMAGINE","status":"FAILURE","progress":"",
    "failReason":"可能包含敏感词","imageUrl":null,"imageUrls":null,"properties":{},"buttons":[]}`,
  absent: [{ text: '', status: 204 }],
}

/** Seed 003. Its answer for an unknown id is not documented. */
const cubicspaces: RecordedTasks = {
  id: 'mj-task-id',
  finished: `{"extra":{"has_nsfw_contents":[]},
    "task":{"task_id":"mj-task-id","task_type":"MIDJOURNEY_TEXT_TO_IMAGE_FAST_MODE",
      "status":"TASK_STATUS_SUCCEED","reason":"","eta":0,"progress_percent":0},
    "images":[
      {"image_url":"https://img.example/generated-1.png","image_url_ttl":"0","image_type":"png",
        "nsfw_detection_result":null},
      {"image_url":"https://img.example/generated-2.png","image_url_ttl":"0","image_type":"png",
        "nsfw_detection_result":null}],
    "videos":[],"audios":[]}`,
  buttons: ['U1', 'U2', '🔄', 'V1', 'V2'],
  pictures: 2,
  fresh: `{"extra":{"has_nsfw_contents":[]},"task":{"task_id":"mj-task-id",
    "task_type":"MIDJOURNEY_TEXT_TO_IMAGE_FAST_MODE","status":"TASK_STATUS_QUEUED","reason":"",
    "eta":0,"progress_percent":0},"images":[],"videos":[],"audios":[]}`,
  failed: `{"task":{"task_id":"mj-task-id","status":"TASK_STATUS_FAILED",
    "reason":"banned prompt detected","progress_percent":0},"images":null}`,
  absent: [{ text: '', status: 404 }],
}

/** Those whose gateways tell their tasks in another way than the sold Java edition. */
const recordings: Readonly<Record<string, RecordedTasks>> = {
  'new-api': newApi,
  crazyrouter,
  novicezk,
  trueai,
  cubicspaces,
}

/** What a dialect is held against; what the whole family has in common where nothing of its own was recorded. */
export function recordedTasks(dialectId: string): RecordedTasks {
  return recordings[dialectId] ?? plus
}
