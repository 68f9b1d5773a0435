-- What a document has beyond text is taken off, so that plain Markdown is left.

local function without_attributes(element)
  element.attr = pandoc.Attr()
  return element
end

local function content(element)
  return element.content
end

-- Without the ending: the writer leaves out a text that is the same as the address.
local function name_of(image)
  return (image.src:match("[^/\\]*$"):gsub("%.%w+$", ""))
end

-- Pictures stay behind; what they show, or else their name, remains to be seen.
function Image(image)
  if #image.caption == 0 then
    image.caption = pandoc.Inlines(name_of(image))
  end
  image.title = ""
  return without_attributes(image)
end

-- The caption says what the picture shows; where it says more than that, it stays below it.
function Figure(figure)
  local caption = pandoc.utils.stringify(figure.caption.long)
  local is_said = false
  local blocks = figure.content:walk({
    Image = function(image)
      local shown = pandoc.utils.stringify(image.caption)
      if caption ~= "" and (shown == caption or shown == name_of(image)) then
        image.caption = pandoc.Inlines(caption)
        is_said = true
      end
      return image
    end,
  })
  if not is_said then
    blocks:extend(figure.caption.long)
  end
  return blocks
end

-- Highlighted text stays so, in the way that is understood inside of words, too.
function Span(span)
  if not span.classes:includes("mark") then
    return span.content
  end
  local marked = pandoc.Inlines({ pandoc.RawInline("commonmark", "<mark>") })
  marked:extend(span.content)
  marked:insert(pandoc.RawInline("commonmark", "</mark>"))
  return marked
end

-- Two equal signs at the edge of a word would mark something, which pandoc's CommonMark does not know.
function Str(str)
  local parts = pandoc.Inlines({})
  local start = 1
  for at in str.text:gmatch("()==") do
    local is_inside = str.text:sub(at - 1, at + 2):match("^%w==%w$")
    if at >= start and not is_inside then
      parts:insert(pandoc.Str(str.text:sub(start, at - 1)))
      parts:insert(pandoc.RawInline("commonmark", "\\="))
      start = at + 1
    end
  end
  if start == 1 then
    return nil
  end
  parts:insert(pandoc.Str(str.text:sub(start)))
  return parts
end

Div = content
Header, Link, Table, Code =
  without_attributes, without_attributes, without_attributes, without_attributes

-- Always with a fence, and with one that does not occur in the code.
function CodeBlock(block)
  local fence = "```"
  while block.text:find(fence, 1, true) do
    fence = fence .. "`"
  end
  local head = fence .. (block.classes[1] or "")
  return pandoc.RawBlock("commonmark", head .. "\n" .. block.text .. "\n" .. fence)
end
