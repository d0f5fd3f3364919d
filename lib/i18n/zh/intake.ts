import type { intake as en } from '../en/intake'
import type { Translation } from '../translation'

export const intake = {
  title: '{count, plural, other {用来做什么？}}',
  dragging: '把图片拖到对应的区域，按 Esc 取消。',
  zone: {
    image: '垫图',
    style: '风格参考',
    character: '角色参考',
    describe: '图生文',
    blend: '混图',
    swap: '换脸',
  },
  about: {
    image: '引导构图与内容',
    style: '借用它的画风',
    character: '保持人物的脸或形象',
    describe:
      '{count, plural, =0 {由图片生成四条提示词} =1 {由图片生成四条提示词} other {每张图生成四条提示词}}',
    blend: '混合 2 到 5 张图片',
    swap: '{count, plural, =2 {第一张取脸，第二张换脸} other {把这张脸换到另一张图上}}',
  },
  closed: {
    'one-only': '一次只能放一张图片',
    'two-only': '最多两张：一张脸、一张图',
    'needs-file': '需要图片文件，请先保存图片',
  },
  desk: {
    blend: '加入当前混图',
    describe: '放到图生文台',
    swap: '加入当前换脸',
  },
  pictures: '图片',
  cancel: '取消',
  tray: {
    label: '正在接收的图片',
    waiting: '等待处理…',
    preparing: '正在检查…',
    sending: '正在接收…',
    retry: '重试',
    retryNamed: '重试 {file}',
    dismiss: '移除 {file}',
    dismissAll: '全部移除',
  },
  problem: {
    empty: '文件是空的。',
    'not-a-picture': '这不是图片。',
    'too-large': '文件太大（{size}），请缩小后再试。',
    heic: '此浏览器无法打开 HEIC 照片，请改用 Safari，或导出为 JPEG。',
    format: '此浏览器无法打开 {format} 图片，请另存为 PNG 或 JPEG。',
    broken: '图片已损坏，无法打开。',
    unreadable: '无法读取文件，它可能已被移动。',
    held: '工作室没有响应，恢复后会自动继续。',
    surplus: '未加入：这里放不下更多图片。',
  },
  note: {
    shrunk: '已从 {from} 缩小到 {to}。',
    'first-frame': '这是动图，已取第一帧。',
    converted: '已由 {format} 转换。',
  },
  web: {
    taken: '已把图片地址放入提示词。',
    isLink: '这是链接，不是图片。请先保存图片，再拖入文件。',
    needsFile: '该网页只给出了图片地址。请先保存图片，再拖入文件。',
    inline: '该网页没有给出文件或地址。请先保存图片，再拖入文件。',
  },
} satisfies Translation<typeof en>
