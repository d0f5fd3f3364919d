import type { doctor as en } from '../en/doctor'
import type { Translation } from '../translation'

export const doctor = {
  test: '测试连接',
  testing: '正在询问网关…',
  promise: '只询问，不提交任何任务，不会扣费。',
  reached: {
    ok: {
      title: '连接成功',
      keyAccepted: '网关正常响应，密钥有效。',
      open: '网关正常响应，无需密钥。',
      openHelp: '任何知道此地址的人都能访问它。如果它本应要求密钥，请检查网关的设置。',
      latency: '响应时间 {ms, number} 毫秒。',
    },
    'address-wrong': {
      'not-an-address': {
        title: '这不是有效的地址',
        help: '地址以 https:// 开头，例如 https://gateway.example.org。请从获取密钥的地方复制。',
      },
      'has-password': {
        title: '地址中含有密码',
        help: '请删去 @ 之前的部分，密钥有单独的输入框。',
      },
      'not-https': {
        title: '此地址不安全',
        help: '使用 http:// 时，密钥可能在途中被他人读取。除非网关在自己的局域网内，请使用 https://。',
      },
    },
    unreachable: {
      dns: {
        title: '找不到这个地址',
        help: '请检查拼写。若地址无误，则是工作室所在服务器的 DNS 有问题。',
      },
      refused: {
        title: '此地址没有响应的服务',
        help: '机器在线，但网关没有运行。请检查端口，以及网关是否已启动。',
      },
      timeout: {
        title: '响应超时',
        help: '网关可能已停机，或被防火墙拦截。请稍后重试。',
      },
      tls: {
        title: '无法建立安全连接',
        help: '网关的证书已过期、为自签名或域名不符，也可能此处应使用 http://。请联系网关的管理者。',
      },
      reset: {
        title: '连接被中断',
        help: '工作室与网关之间的连接被切断。请重试；若反复出现，请检查防火墙或代理。',
      },
      failing: {
        title: '网关出现故障',
        help: '网关自身返回了错误，填写的内容没有问题。请稍后重试。',
      },
      busy: {
        title: '网关繁忙',
        help: '网关要求稍后再来。请等待一分钟后重新测试。',
      },
      other: {
        title: '无法连接网关',
        help: '请检查地址以及工作室所在服务器的网络，然后重新测试。',
      },
    },
    'not-a-gateway': {
      'web-page': {
        title: '这是一个网页',
        help: '这大概是该服务的网站。请在其中查找 API 地址。',
      },
      guarded: {
        title: '前面有登录页面或人机验证',
        help: '工作室无法在那里登录。请向服务方索取供程序使用的地址。',
      },
      elsewhere: {
        title: '网关已迁移',
        help: '此地址指向另一个地址。为保护密钥，工作室不会跟随跳转，请自行填写新地址。',
      },
      'other-api': {
        title: '这是另一种服务',
        help: '它有响应，但不是 Midjourney 网关。请检查地址，以及套餐是否包含 Midjourney。',
      },
      'nothing-there': {
        title: '此地址没有网关',
        help: '有服务响应，但没有所需的接口。地址可能缺了或多了一段。',
      },
      unreadable: {
        title: '响应内容无法识别',
        help: '有服务响应，但不是 Midjourney 网关。请检查地址和端口。',
      },
    },
    'key-refused': {
      missing: {
        title: '网关需要密钥',
        help: '请填写从服务方获得的密钥，然后重新测试。',
      },
      refused: {
        title: '网关不接受此密钥',
        help: '请重新完整复制密钥，不要带空格。密钥也可能已过期，或属于其他服务。',
      },
      blocked: {
        title: '此密钥对应的账号已停用',
        help: '密钥有效，但账号已被关闭。请向服务方询问原因。',
      },
      'no-credit': {
        title: '密钥有效，但余额已用尽',
        help: '请在服务方充值后重新测试。',
      },
      unusable: {
        title: '这不可能是密钥',
        help: '其中含有空格或密钥中不会出现的字符，请重新复制。',
      },
    },
  },
  gatewaySaid: '网关的说明：{detail}',
  movedTo: '它指向 {origin}',
  speedFound: {
    relax: '此地址指定的速度是慢速。',
    fast: '此地址指定的速度是快速。',
    turbo: '此地址指定的速度是极速。',
  },
  dialect: {
    label: '网关类型',
    certain: '这是“{name}”类型的网关。',
    likely: '这看起来是“{name}”类型，但其他类型也可能如此回应。若知道确切的类型，可以更改。',
    unknown: '无法从响应中判断类型，请自行选择。',
    rather: '你选择了“{chosen}”，但它的响应像“{found}”。',
    use: '改用“{name}”',
  },
  auth: {
    bearer: '密钥以 Bearer 令牌发送。',
    'mj-api-secret': '密钥以专用的 mj-api-secret 请求头发送。',
    raw: '密钥原样发送，不加 Bearer。',
    both: '密钥以 Bearer 令牌和 mj-api-secret 两种方式同时发送。',
  },
  findings: {
    title: '支持的功能',
    offered: '可以使用',
    lacking: '已置灰',
  },
  verdict: {
    seen: '刚刚验证可用',
    'by-dialect': '此类网关具备',
    lacking: '不具备',
  },
  what: {
    action: '图片下方的按钮',
    change: '按编号进行后续操作',
    modal: 'Remix 等执行前的确认',
    region: '局部重绘',
    references: '在提示词中附带图片',
    blend: '混图',
    describe: '图生文',
    shorten: '精简提示词',
    swap: '换脸',
    upload: '上传参考图',
    modes: '选择速度',
    seed: '查询种子',
    cancel: '取消进行中的任务',
    listByCondition: '批量查询任务',
    listByState: '找回失联的任务',
  },
  why: {
    'buttons-made':
      '此网关不返回按钮。放大、变化和重新生成的按钮由工作室提供，其余按钮在此不存在。',
    'some-buttons':
      '放大、变化、扩图、平移和重新生成可用；图生文、精简提示词和动画的按钮已置灰，因为此网关不转发它们。',
    'by-buttons': '无需此功能：图片下方的按钮作用相同。',
    'no-windows': '此网关无法在执行前询问，因此 Remix、自定义扩图和局部重绘已置灰。',
    'prompt-only': '此网关只接受提示词，不接受附带的图片。',
    'not-offered': '此网关没有这项功能。',
    'one-by-one': '任务会逐个查询，不会丢失，只是稍慢。',
    'asked-by-hand': '若提交途中连接中断，工作室无法自行查明结果，会向你询问。',
    'speed-by-prompt': '速度由网关决定，或由提示词中的 --relax、--fast、--turbo 指定。',
    'not-answered': '此类网关通常具备，但它回应说没有。',
  },
} satisfies Translation<typeof en>
