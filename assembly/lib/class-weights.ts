/** The weights of classes, which are all 1 if their pointer is 0. */

/** The weight of class y. */
// @ts-ignore: decorator
@inline
export function weightOf(weight: usize, y: i32): f32 {
  return weight ? load<f32>(weight + (<usize>y << 2)) : 1;
}
