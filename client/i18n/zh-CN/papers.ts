export default {
  title: '表决票',
};
