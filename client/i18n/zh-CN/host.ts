export default {
  title: '主持台',
};
