export default {
  loginName: '登录名',
  loginNameHelp: '2 至 40 个字：字母、汉字、数字、点、横线。不区分大小写。',
  name: '姓名',
  password: '密码',
  passwordHelp: '至少 12 个字符，可以是一句话。不要求大小写或符号。',
  showPassword: '显示密码',
  totpCode: '验证器上的 6 位数字',
  signIn: '登录',
  setUp: {
    help: '服务器没有足够的管理员时，启动时会显示启用码，每位管理员一个。请把两个启用码分别交给两个人：重要的账户要两位管理员共同授权。',
    code: '启用码',
    button: '启用我的管理员账户',
  },
};
