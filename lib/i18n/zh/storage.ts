import type { storage as en } from '../en/storage'
import type { Translation } from '../translation'

export const storage = {
  about: '图片和视频按网关发来的原样逐字节保存，绝不会为了腾出空间而删除任何内容。',
  loading: '正在统计',
  failed: '统计失败',
  tryAgain: '重试',
  used: '已用空间',
  usedOnDisk: '数据目录已用 {size}',
  usedInBucket: '存储桶已用 {size}',
  ofQuota: '共 {size}',
  free: '剩余 {size}',
  warning: {
    'quota-near': '配额已使用 {share}。用满后一切照常，此处仅作提醒；配额由 SAFELIGHT_QUOTA 设定。',
    'quota-over': '已超出配额。图片仍会照常保存，不会删除任何内容；配额由 SAFELIGHT_QUOTA 设定。',
    'disk-low':
      '磁盘仅剩 {free}。空间耗尽前将停止接受新任务；请清理磁盘，或将图片移到更大的磁盘或存储桶。',
  },
  kept: '已保存',
  pictures: '{count, plural, other {# 张图片}}',
  films: '{count, plural, other {# 段视频}}',
  references: '{count, plural, other {# 张参考图}}',
  nothing: '暂无内容',
  onTheWay: '保存中',
  keeping: '{count, plural, other {# 个任务的结果}}',
  lost: '未保存',
  gone: '{count, plural, other {# 个任务的结果未能取回}}',
  more: '{count, plural, other {另有 # 个}}',
  noPrompt: '无提示词',
  retry: '{count, plural, one {重试} other {重试这 # 个}}',
  retrying: '{count, plural, other {正在重新获取 # 个任务的结果}}',
  noGateway: '所属网关已断开，无法重新获取。',
  check: '上次检查',
  sound: '所有文件均完好，最近一次读取在{ago}。',
  partly: '{unread, plural, other {# 个文件保存后尚未重新读取}}，其余均完好。最近一次读取在{ago}。',
  broken:
    '{count, plural, other {# 个文件缺失或损坏。}}请在运行工作室的机器上执行以下命令，它会重新获取能找回的文件：',
  first: '尚未开始重新读取。启动一分钟后开始，每天读取一部分。',
  off: '自动检查已关闭（SAFELIGHT_SCRUB 为 0）。可在运行工作室的机器上执行以下命令，一次检查全部文件：',
  orphans: '{count, plural, other {# 个文件（{size}）已无归属，可以删除}}；详情见 npm run verify。',
  copyCommand: '复制命令',
} satisfies Translation<typeof en>
