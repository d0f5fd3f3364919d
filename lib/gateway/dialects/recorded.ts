import 'server-only'
/**
 * Answers as gateways of the Plus family give them, taken from their documents (hosts changed). Text, not
 * objects: what must survive is the very form of the bytes, long numbers and escapes included.
 */

/** A finished imagine; the instance ids are bare numbers beyond 2^53, as published. */
export const finishedTask = String.raw`{
  "id": "1320098173412546",
  "action": "IMAGINE",
  "prompt": "cat --v 6.1",
  "promptEn": "cat --v 6.1",
  "description": "Submit success",
  "state": "",
  "submitTime": 1741531578038,
  "startTime": 1741531580190,
  "finishTime": 1741531608566,
  "imageUrl": "https://img.example/attachments/1/2/cat.png?ex=67cefb57\u0026is=67cda9d7\u0026hm=b87e\u0026",
  "status": "SUCCESS",
  "progress": "100%",
  "failReason": "",
  "properties": {
    "botType": "MID_JOURNEY",
    "discordChannelId": 8774786694361674001,
    "discordInstanceId": 7415633538733103002,
    "finalPrompt": "cat --v 6.1 --sref \u003chttps://s.mj.run/ktqQpnwPoPk\u003e",
    "flags": 0,
    "messageHash": "26d56b92-4ed6-45e2-8561-563797923135",
    "nonce": "1619855216344100864",
    "notifyHook": ""
  },
  "buttons": [
    {
      "customId": "MJ::JOB::upsample::1::26d56b92-4ed6-45e2-8561-563797923135",
      "emoji": "", "label": "U1", "style": 2, "type": 2
    },
    {
      "customId": "MJ::JOB::reroll::0::26d56b92-4ed6-45e2-8561-563797923135::SOLO",
      "emoji": "🔄", "label": "", "style": 2, "type": 2
    }
  ]
}`

/** A submit's answer with the id as a bare number. */
export const acceptedAsNumber = `{
  "code": 1,
  "description": "提交成功",
  "properties": {},
  "result": 1320098173412546
}`

/** The same with an id as text and no properties. */
export const acceptedAsText = `{
  "code": 1,
  "description": "提交成功",
  "result": "task_blend_001"
}`

/** A queued submit. */
export const queued = `{
  "code": 22,
  "description": "排队中，前面还有3个任务",
  "result": "1320098173412546",
  "properties": { "numberOfQueues": 3, "discordInstanceId": "1118138338562560102" }
}`

/** A window, in the words of the Java edition. */
export const openWindow = `{
  "code": 21,
  "description": "等待窗口确认",
  "result": "1320098173412547",
  "properties": { "finalPrompt": "cat --zoom 2", "remix": true }
}`

/** Code 21 before windows existed: the button had been pressed before. */
export const existsAlready = `{
  "code": 21,
  "description": "任务已存在",
  "result": "1320098173412548",
  "properties": { "status": "SUCCESS", "imageUrl": "https://img.example/1.png" }
}`

export const queueFull = `{
  "code": 23,
  "description": "队列已满，请稍后尝试",
  "result": null,
  "properties": { "discordInstanceId": "1118138338562560102" }
}`

export const banned = `{
  "code": 24,
  "description": "可能包含敏感词",
  "result": null,
  "properties": { "promptEn": "a gore scene", "bannedWord": "gore" }
}`
