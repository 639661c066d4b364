export default {
  title: '大屏幕',
};
