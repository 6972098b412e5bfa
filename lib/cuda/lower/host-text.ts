// Containers of the host as far as their types say what a kernel template is launched with: what `v.data()` or `v[0]` is. Their
// layout is told nowhere, so that no kernel can hold one; bodies are none, for host code is only asked for its types.

/** A member that says: the layout is not known. */
export const unknownLayout = 'unknown_layout';

const members = (owner: string, pointer: string) => `
    int ${unknownLayout};
    ${owner}(); ${owner}(size_t); ${owner}(size_t, const T &);
    ${pointer} data(); ${pointer} begin(); ${pointer} end(); size_t size() const; bool empty() const;
    T &operator[](size_t); T &at(size_t); T &front(); T &back();
    void resize(size_t); void push_back(const T &); void assign(size_t, const T &); void clear(); void reserve(size_t);`;

export const hostText = `
namespace std {
  class string { int ${unknownLayout}; const char *c_str() const; size_t size() const; size_t length() const; };
  template <class T, class A = void> class vector {${members('vector', 'T *')} };
  template <class T> class unique_ptr { int ${unknownLayout}; T *get() const; T *operator->() const; T &operator*() const; T &operator[](size_t) const; };
  template <class T> class unique_ptr<T[]> { int ${unknownLayout}; T *get() const; T &operator[](size_t) const; };
  template <class T> class shared_ptr { int ${unknownLayout}; T *get() const; T *operator->() const; T &operator*() const; };
}
namespace thrust {
  template <class T> class device_ptr { int ${unknownLayout}; T *get() const; T &operator*() const; T &operator[](size_t) const; };
  template <class T> class device_vector {${members('device_vector', 'device_ptr<T>')} };
  template <class T> class host_vector {${members('host_vector', 'T *')} };
  template <class T> T *raw_pointer_cast(device_ptr<T>);
  template <class T> T *raw_pointer_cast(T *);
}
`;

/** Whether a name of the program asks for it. */
export const asksForHost = (name: string): boolean =>
  /^(?:vector|string|unique_ptr|shared_ptr|device_vector|host_vector)$/.test(name);
