-- What nginx-lua.conf judges by: who calls, whose endpoint it is, and the limits of policy.yaml on what the body says.
local cjson = require 'cjson.safe'
local ffi = require 'ffi'

-- OpenSSL's, which nginx has loaded for itself.
ffi.cdef 'unsigned char *SHA256(const unsigned char *text, size_t length, unsigned char *digest);'
local digest = ffi.new('unsigned char[32]')

local function sha256(text)
  ffi.C.SHA256(text, #text, digest)
  return ffi.string(digest, 32)
end

local function bytes(hex)
  return (hex:gsub('%x%x', function(pair) return string.char(tonumber(pair, 16)) end))
end

local function whole(least, most)
  return function(value)
    return type(value) == 'number' and value % 1 == 0 and value >= least and value <= most
  end
end

local function among(...)
  local allowed = {}
  for _, value in ipairs { ... } do allowed[value] = true end
  return function(values)
    if type(values) ~= 'table' or (#values == 0 and next(values)) then return false end
    for _, value in ipairs(values) do
      if not allowed[value] then return false end
    end
    return true
  end
end

local teams = { [bytes '0e89820860c342f2c7ec694d144023b10301c2accdd078cb5167a06d0c3d5bcc'] = 'vision' }

local owners = {}
for number = 0, 127 do
  owners[('ep%02d'):format(number)] = 'vision'
  owners[('slow%03d'):format(number)] = 'vision'
end

local limits = {
  vision = {
    workersMin = whole(0, 1),
    workersMax = whole(0, 10),
    idleTimeout = whole(0, 300),
    gpuTypeIds = among('NVIDIA GeForce RTX 4090', 'NVIDIA L4'),
    gpuCount = whole(1, 2),
    dataCenterIds = among('EU-RO-1', 'EU-SE-1', 'EU-NL-1'),
    executionTimeoutMs = whole(5000, 3600000),
    scalerType = function(value) return value == 'QUEUE_DELAY' end,
    scalerValue = whole(1, 60),
  },
}

local function refuse(status, violations)
  ngx.status = status
  ngx.print(cjson.encode { status = status, violations = violations })
  return ngx.exit(status)
end

local function judge(endpoint)
  local token = (ngx.var.http_authorization or ''):match('^Bearer (.+)$')
  local team = token and teams[sha256(token)]
  if not team then return refuse(401) end
  if owners[endpoint] ~= team then return refuse(404) end
  if ngx.req.get_method() ~= 'PATCH' then return end

  ngx.req.read_body()
  local update = cjson.decode(ngx.req.get_body_data() or '')
  if type(update) ~= 'table' then return refuse(400) end
  local violations
  for field, value in pairs(update) do
    local within = limits[team][field]
    if not within then return refuse(400) end
    if not within(value) then
      violations = violations or {}
      violations[#violations + 1] = field
    end
  end
  if violations then return refuse(403, violations) end
end

return { judge = judge }
