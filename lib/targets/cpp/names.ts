// Names in the C++ text: the user's own wherever C++ and what this target adds leave them free.

const reserved = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl concept
const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double
dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept
not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires return short signed sizeof
static static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename union
unsigned using virtual void volatile wchar_t while xor xor_eq std main linux unix errno assert NULL EOF stdin stdout stderr
thread thread_x thread_y thread_z row block_x block_y block_z block_dim_x block_dim_y block_dim_z grid_dim_x grid_dim_y
grid_dim_z warp_size max_threads launch Launch Thread at dynamic_shared dynamic_shared_bytes live next_thread lane bits
half_t bfloat_t abs min max printf signbit isnan isinf y0 y1 yn j0 j1 jn gamma div ldiv index signal time clock exit abort
remainder logb exp log sin cos tan pow sqrt floor ceil round trunc rint fabs fmin fmax fma fmod hypot erf erfc cbrt random
rows threads blocks grid block shared_bytes arguments is_taken chunk_of old expected votes Votes Size each all_of print ticks
read_volatile write_volatile divide remainder_of shift_left shift_right saturate rounded to_odd to_float to_half to_bfloat
negated sin_pi cos_pi power_of_10 inverse_root lesser greater lesser_of greater_of clamp_01 absolute multiply_high
multiply_24 add_difference count_ones leading_zeros first_set reverse_bits average rounded_average funnel_left funnel_right
permute_bytes atomic_update block_update assertion_failed any_of first_live first_of all_meet threads_below begin_x end_x warp_x of_x of_y of_z most_threads run_block whole is_whole run exponential shuffled_down takes_part count_sent all_sent shuffle_from
shuffle_up shuffle_down shuffle_xor votes_of matching reduced normal_cdf inverse_erf wide_t
frexp frexpf ldexp ldexpf modf modff select access link pipe read write close wait kill sync pause sleep environ`.split(
    /\s+/,
  ),
);

/** An identifier that C++ takes, as near to the user's text as can be. */
export function identifier(text: string): string {
  const plain = text
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/__+/g, '_')
    .replace(/^_+(?=[A-Z])|_+$/g, '');
  const named = plain === '' ? 'value' : /^[0-9]/.test(plain) ? `n${plain}` : plain;
  return reserved.has(named) ? `${named}_` : named;
}

/** Gives names that are not taken yet; a scope sees what its outer scopes have taken. */
export class Names {
  private readonly taken: Set<string>;

  constructor(outer?: Names) {
    this.taken = new Set(outer?.taken);
  }

  take(wanted: string): string {
    const name = identifier(wanted);
    let free = name;
    for (let n = 2; this.taken.has(free); n++) free = `${name}_${n}`;
    this.taken.add(free);
    return free;
  }
}
