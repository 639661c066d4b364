export default {
  title: '计票结果报告单',
};
