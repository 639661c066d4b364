export default {
  title: '监票',
};
